import { useEffect, useState } from "react";

/** True once something has been so for a while; false at once when it is not. */
export function useDelayed(isSo: boolean, milliseconds: number): boolean {
  const [is, setIs] = useState(false);
  useEffect(() => {
    setIs(false);
    if (!isSo) return undefined;
    const timer = setTimeout(() => setIs(true), milliseconds);
    return () => clearTimeout(timer);
  }, [isSo, milliseconds]);
  return is;
}
