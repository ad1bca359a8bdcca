import { Store } from "./store";

// The lock screen of a shared workplace. The page stays as it is, hidden; a PIN that is known on this computer alone brings it
// back. It keeps passers-by out, not somebody who takes the browser apart: the session still ends by the server's clock.
// Every tab of the browser locks and opens with the others, and they share the wrong tries.

const lockedKey = "peony.locked";
const failedKey = "peony.lockFailures";
const touchedKey = "peony.touched";
export const mostFailures = 5;

function kept(store: Storage | undefined, key: string): string | null {
  try {
    return store?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

const computer = typeof localStorage === "undefined" ? undefined : localStorage;

function keep(key: string, value: string): void {
  try {
    computer?.setItem(key, value);
  } catch {
    // Other tabs are not told; this one does not depend on it.
  }
}

export const locked = new Store<boolean>(kept(computer, lockedKey) === "yes");

export function lock(): void {
  // First the page itself: a storage that is full or forbidden must not keep it open.
  locked.set(true);
  keep(lockedKey, "yes");
}

export function unlock(): void {
  computer?.removeItem(lockedKey);
  computer?.removeItem(failedKey);
  locked.set(false);
}

/** Follows what other tabs do. */
export function startLock(): void {
  addEventListener("storage", (event) => {
    if (event.key === lockedKey || event.key === null) locked.set(kept(computer, lockedKey) === "yes");
  });
}

/** When somebody last touched any tab, in milliseconds. What is no time, or one to come, counts for nothing: it would keep the page open. */
export function lastTouch(): number {
  const at = Number(kept(computer, touchedKey));
  return at > 0 && at <= Date.now() ? at : 0;
}

/** A touch counts for every tab; told to them once in a while. */
export function touched(now: number): void {
  if (now - lastTouch() > 5000) keep(touchedKey, String(now));
}

export const failures = (): number => Number(kept(computer, failedKey) ?? 0);

const pinKey = (user: string): string => `peony.pin.${user}`;

export const hasPin = (user: string): boolean => kept(computer, pinKey(user)) !== null;

async function derive(pin: string, salt: Uint8Array): Promise<string> {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 600_000 }, material, 256);
  return hex(new Uint8Array(bits));
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** Sets the PIN of a person on this computer; four to eight digits. */
export async function setPin(user: string, pin: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  computer?.setItem(pinKey(user), `${hex(salt)}.${await derive(pin, salt)}`);
}

export function removePin(user: string): void {
  computer?.removeItem(pinKey(user));
}

/** Unlocks when the PIN is right; counts when it is not, and after five the password is asked for. */
export async function tryPin(user: string, pin: string): Promise<boolean> {
  const [salt = "", digest = ""] = (kept(computer, pinKey(user)) ?? "").split(".");
  if (failures() >= mostFailures || !digest) return false;
  if ((await derive(pin, bytes(salt))) === digest) {
    unlock();
    return true;
  }
  computer?.setItem(failedKey, String(failures() + 1));
  return false;
}
