import type { ReactElement } from "react";

const sprite = typeof document === "undefined" ? "" : document.querySelector<HTMLMetaElement>('meta[name="peony-icons"]')?.content ?? "";

/** An icon of the sprite. Names are literal strings in the source: the build looks for them. */
export function Icon({ icon, large }: { icon: string; large?: boolean }): ReactElement {
  return (
    <svg className={large ? "icon icon-large" : "icon"} aria-hidden="true" focusable="false">
      <use href={`${sprite}#${icon}`} />
    </svg>
  );
}

/** The product's mark: five petals. */
export function Mark(): ReactElement {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {[0, 72, 144, 216, 288].map((turn) => (
        <ellipse key={turn} cx="16" cy="9.2" rx="5.6" ry="7.4" transform={`rotate(${turn} 16 16)`} fill="currentColor" opacity="0.42" />
      ))}
      <circle cx="16" cy="16" r="3.4" fill="#fff" />
    </svg>
  );
}
