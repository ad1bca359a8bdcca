import { ReactElement, ReactNode, useEffect, useState } from "react";
import { cache } from "../lib/query";

/** Longer than this nobody waits for a part that is late. */
const patience = 450;

/** Parts that read for themselves, shown when all are there: one by one they would push each other about. After a moment what there is shows. */
export function Together({ className, children }: { className: string; children: ReactNode }): ReactElement {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const began = performance.now();
    let quiet = 0;
    // Twice, since an answer may make another part ask.
    const look = () => {
      quiet = cache.isFilling() ? 0 : quiet + 1;
      if (quiet < 2 && performance.now() - began < patience) return;
      clearInterval(timer);
      setShown(true);
    };
    const timer = setInterval(look, 20);
    look();
    return () => clearInterval(timer);
  }, []);
  return <div className={isShown ? className : `${className} together`} aria-busy={!isShown || undefined}>{children}</div>;
}
