import type { Booking, Conflict } from "./model";
import type { Scale } from "./scale";

/** What is moved under the pointer: a copy of the block, in the canvas and outside of React. */
export class Ghost {
  private readonly element: HTMLElement;
  private readonly why: HTMLElement;

  constructor(private readonly original: HTMLElement, canvas: HTMLElement) {
    this.element = original.cloneNode(true) as HTMLElement;
    this.element.removeAttribute("data-cursor");
    this.element.classList.add("rc-ghost");
    this.element.setAttribute("aria-hidden", "true");
    this.element.tabIndex = -1;
    this.why = document.createElement("span");
    this.why.className = "rc-why";
    this.element.append(this.why);
    canvas.append(this.element);
    original.classList.add("rc-moving");
  }

  show(booking: Booking, column: number, scale: Scale, time: string, conflicts: readonly Conflict[], why: string): void {
    const { style, classList } = this.element;
    style.left = "0";
    style.top = "0";
    style.width = `${scale.columnWidth - 6}px`;
    style.height = `${Math.max(24, (booking.end - booking.start) * scale.perMinute - 2)}px`;
    style.transform = `translate(${scale.left(column) + 3}px, ${scale.top(booking.start)}px)`;
    classList.toggle("rc-bad", conflicts.some((conflict) => conflict.isHard));
    classList.toggle("rc-soft", conflicts.length > 0 && !conflicts.some((conflict) => conflict.isHard));
    const shown = this.element.querySelector(".rc-time");
    if (shown) shown.textContent = time;
    this.why.textContent = why;
  }

  remove(): void {
    this.element.remove();
    this.original.classList.remove("rc-moving");
  }
}
