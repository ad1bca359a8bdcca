import { useEffect, useState } from "react";

/** The moment, which goes on while one looks: what is told by the clock changes without news from the server. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
