import { AnchorHTMLAttributes, MouseEvent, ReactElement } from "react";
import { Store, useStore } from "./store";

/** Where the page is: path and query of the address bar. */
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });

export const place = new Store<Place>(typeof location === "undefined" ? { path: "/", query: new URLSearchParams() } : here());

/** Asked before the page is left; false stays. A form with unsaved work sets it. */
export const leaving: { guard: (() => boolean) | undefined } = { guard: undefined };

let shown = "";

export function startRouter(): void {
  shown = location.pathname + location.search;
  addEventListener("popstate", () => {
    if (leaving.guard && !leaving.guard()) {
      history.pushState(null, "", shown);
      return;
    }
    shown = location.pathname + location.search;
    place.set(here());
  });
}

/** Goes to an address of the app. */
export function go(to: string, { replace = false } = {}): void {
  if (to === location.pathname + location.search) return;
  const samePath = to.split("?")[0] === location.pathname;
  if (!samePath && leaving.guard && !leaving.guard()) return;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  shown = to;
  place.set(here());
}

/** Changes parameters of the query; undefined and "" remove one. */
export function setQuery(changes: Record<string, string | undefined>, { replace = true } = {}): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  go(location.pathname + (text ? "?" + text : ""), { replace });
}

export function usePlace(): Place {
  return useStore(place);
}

/** The parameters of a path that has the form of a pattern such as `/customers/:id`; undefined when it has not. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean);
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith(":")) parameters[segment.slice(1)] = safelyDecoded(value);
    else if (segment !== value) return undefined;
  }
  return parameters;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A link inside the app: an ordinary one for new tabs and for screen readers. */
export function Link({ to, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { to: string }): ReactElement {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
}
