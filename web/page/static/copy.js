// Copies an address whose button is pressed. Without this script the buttons are not shown: the address stands in its field, and
// behind the links.
(() => {
  "use strict";
  document.documentElement.classList.add("scripted");

  // byHand copies where the browser keeps its clipboard from the page, as from those that came without TLS.
  function byHand(text) {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (!copied) throw new Error("not copied");
  }

  async function copy(button) {
    const words = button.textContent;
    const said = button.closest(".subscribe").querySelector(".copied");
    try {
      await (navigator.clipboard?.writeText(button.dataset.copy) ?? Promise.reject()).catch(() => byHand(button.dataset.copy));
      said.textContent = button.textContent = "コピーしました";
    } catch {
      said.textContent = button.textContent = "コピーできません";
    }
    button.focus();
    button.disabled = true;
    setTimeout(() => { button.textContent = words; button.disabled = false; said.textContent = ""; }, 2000);
  }

  document.addEventListener("click", event => {
    const button = event.target.closest("button[data-copy]");
    if (button) copy(button);
  });
})();
