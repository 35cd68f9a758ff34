// Draws each chart as it comes near the screen, the others when the browser has nothing to do, so that print has all.
(() => {
  "use strict";
  const specs = JSON.parse(document.getElementById("page-data").textContent).charts;
  const options = {
    actions: false,
    ast: true, // expressions are interpreted: the page's policy forbids code made of text
    renderer: "svg",
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  };
  const waiting = new Set(document.querySelectorAll("[data-chart]"));
  const draw = (place) => {
    if (!waiting.delete(place)) return;
    near.unobserve(place);
    vegaEmbed(place, specs[place.dataset.chart], options).catch((error) => {
      place.textContent = `This chart could not be drawn: ${error.message}`;
      throw error;
    });
  };
  const near = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target)),
    { rootMargin: "400px" },
  );
  waiting.forEach((place) => near.observe(place));
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
  const rest = () => {
    const [next] = waiting;
    if (!next) return;
    draw(next);
    idle(rest);
  };
  window.addEventListener("load", () => idle(rest));
  window.addEventListener("beforeprint", () => [...waiting].forEach(draw));
})();
