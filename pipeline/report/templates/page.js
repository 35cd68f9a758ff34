// Small conveniences: the section that is read is marked in the navigation, and a query's command can be copied.
(() => {
  "use strict";
  const links = new Map([...document.querySelectorAll("nav.sections a")].map((link) => [link.hash.slice(1), link]));
  const reading = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const link = links.get(entry.target.id);
        if (entry.isIntersecting) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-30% 0px -69% 0px" },
  );
  document.querySelectorAll("main > section").forEach((section) => reading.observe(section));

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const text = button.closest(".query").querySelector("code");
    button.hidden = false;
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(text);
      const copied = await navigator.clipboard?.writeText(text.textContent).then(() => true, () => false);
      button.textContent = copied ? "Copied" : "Selected: press Ctrl+C";
    });
  });
})();
