import { useEffect } from "react";
import { lastTouch, lock, touched as tellTouch } from "../lib/lock";

/** After so long without a touch of any tab the screen locks; the server ends the session a quarter of an hour later. */
const idleMinutes = 15;

export function useIdleLock(): void {
  useEffect(() => {
    let last = Date.now();
    const touched = () => {
      last = Date.now();
      tellTouch(last);
    };
    const look = setInterval(() => {
      if (Date.now() - Math.max(last, lastTouch()) > idleMinutes * 60_000) lock();
    }, 10_000);
    const events = ["pointerdown", "keydown", "scroll"] as const;
    events.forEach((name) => addEventListener(name, touched, { capture: true, passive: true }));
    return () => {
      clearInterval(look);
      events.forEach((name) => removeEventListener(name, touched, { capture: true }));
    };
  }, []);
}
