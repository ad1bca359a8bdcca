import { headHeight } from "./scale";

/** What a pull of the pointer does; places are pixels of the canvas below its head. */
export interface Pull {
  readonly begin: () => void;
  readonly at: (x: number, y: number) => void;
  readonly end: (isDropped: boolean) => void;
}

const threshold = 5;
const holdFor = 350;
const edge = 40;
const pace = 12;

/**
 * Follows a pointer until it is let go, Escape is pressed or the browser takes it away. A mouse has to move a little, a finger has to hold
 * still for a moment, so that scrolling stays free. React does not render meanwhile: `at` moves what it moves by itself, once a frame.
 */
export function follow(down: PointerEvent, scroller: HTMLElement, pull: Pull): void {
  const isTouch = down.pointerType === "touch";
  let isOn = false;
  let last = down;
  let frame = 0;
  let hold: ReturnType<typeof setTimeout> | undefined;

  const begin = () => {
    isOn = true;
    document.body.classList.add("rc-dragging");
    pull.begin();
    ask();
  };
  const ask = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const draw = () => {
    frame = 0;
    if (!isOn) return;
    const box = scroller.getBoundingClientRect();
    const by = nearEdge(last, box);
    if (by.x !== 0 || by.y !== 0) {
      const before = [scroller.scrollLeft, scroller.scrollTop];
      scroller.scrollBy(by.x, by.y);
      if (before[0] !== scroller.scrollLeft || before[1] !== scroller.scrollTop) ask();
    }
    pull.at(last.clientX - box.left + scroller.scrollLeft, last.clientY - box.top + scroller.scrollTop - headHeight);
  };
  const move = (event: PointerEvent) => {
    last = event;
    const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
    if (isOn) ask();
    else if (isTouch && far > 8) finish(false);
    else if (!isTouch && far > threshold) begin();
  };
  const up = (event: PointerEvent) => {
    last = event;
    finish(true);
  };
  const cancel = () => finish(false);
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    finish(false);
  };
  const still = (event: TouchEvent) => {
    if (isOn) event.preventDefault();
  };
  const finish = (isDropped: boolean) => {
    clearTimeout(hold);
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", cancel);
    removeEventListener("keydown", key, true);
    removeEventListener("touchmove", still);
    if (!isOn) return;
    if (isDropped) {
      cancelAnimationFrame(frame);
      draw();
    }
    isOn = false;
    cancelAnimationFrame(frame);
    document.body.classList.remove("rc-dragging");
    swallowClick();
    pull.end(isDropped);
  };

  if (isTouch) {
    hold = setTimeout(begin, holdFor);
    addEventListener("touchmove", still, { passive: false });
  }
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", cancel);
  addEventListener("keydown", key, true);
}

/** The click that a browser makes of a pull is no click. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
}

function nearEdge(point: PointerEvent, box: DOMRect): { x: number; y: number } {
  const along = (at: number, from: number, to: number) => (at > to - edge ? pace : at < from + edge ? -pace : 0);
  return { x: along(point.clientX, box.left + 56, box.right), y: along(point.clientY, box.top + headHeight, box.bottom) };
}
