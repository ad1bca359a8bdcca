import { hasDrafts } from "./drafts";
import { place } from "./router";
import { Store } from "./store";

/** The server has another build of the app than this page. */
export const newVersion = new Store<boolean>(false);

const every = 10 * 60_000;
let seen: string | undefined;

async function look(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  try {
    const tag = (await fetch("/", { method: "HEAD", cache: "no-store" })).headers.get("ETag") ?? undefined;
    if (seen && tag && tag !== seen) newVersion.set(true);
    seen ??= tag;
  } catch {
    // Next time.
  }
}

export function watchVersion(): void {
  setTimeout(() => void look(), 5000);
  setInterval(() => void look(), every);
  let { path } = place.get();
  // Whoever goes on to another page loses nothing by getting the new one.
  place.subscribe(() => {
    if (place.get().path === path) return;
    path = place.get().path;
    if (newVersion.get() && !hasDrafts()) location.reload();
  });
}
