// Light or dark: as the system says, or as was chosen here. A browser that forbids storage forgets the choice.
(() => {
  "use strict";
  const KEY = "influencer-report-scheme";
  const CHOICES = ["automatic", "light", "dark"];
  const held = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const hold = (choice) => { try { localStorage.setItem(KEY, choice); } catch { /* not remembered */ } };
  const apply = (choice) => { document.documentElement.dataset.scheme = choice; };
  let chosen = CHOICES.includes(held()) ? held() : "automatic";
  apply(chosen);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("scheme");
    const say = () => { button.textContent = `Colours: ${chosen}`; };
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      chosen = CHOICES[(CHOICES.indexOf(chosen) + 1) % CHOICES.length];
      apply(chosen);
      hold(chosen);
      say();
    });
  });
})();
