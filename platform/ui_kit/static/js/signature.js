// A signature drawn on a canvas goes into the file input beside it, as if a picture had been chosen.
import { whenPresent } from "./elements.js";

whenPresent("[data-signature]", (root) => {
  const pad = root.querySelector("[data-pad]");
  const canvas = pad.querySelector("canvas");
  const input = root.querySelector("input[type=file]");
  const pen = canvas.getContext("2d");
  let last = null;
  const wipe = () => {
    pen.fillStyle = "#fff"; // paper, so that the picture is read on any ground
    pen.fillRect(0, 0, canvas.width, canvas.height);
  };
  wipe();
  Object.assign(pen, { lineWidth: 3, lineCap: "round", lineJoin: "round", strokeStyle: "#14161c" });
  pad.hidden = false;

  function place({ clientX, clientY }) {
    const box = canvas.getBoundingClientRect();
    return [((clientX - box.left) * canvas.width) / box.width, ((clientY - box.top) * canvas.height) / box.height];
  }

  function draw(event) {
    const next = place(event);
    pen.beginPath();
    pen.moveTo(...last);
    pen.lineTo(...next);
    pen.stroke();
    last = next;
  }

  function put(files) {
    const list = new DataTransfer();
    for (const file of files) list.items.add(file);
    input.files = list.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    pad.classList.add("is-signed");
    last = place(event);
    draw(event);
  });
  canvas.addEventListener("pointermove", (event) => { if (last) (event.getCoalescedEvents?.() ?? [event]).forEach(draw); });
  for (const type of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(type, () => {
      if (!last) return;
      last = null;
      canvas.toBlob((picture) => put([new File([picture], "signature.png", { type: "image/png" })]), "image/png");
    });
  }
  pad.querySelector("[data-clear]").addEventListener("click", () => {
    wipe();
    pad.classList.remove("is-signed");
    put([]);
  });
});
