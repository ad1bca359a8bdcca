import { ReactElement } from "react";

/** A code for a camera, black on white whatever the theme: one path from the server, with the quiet margin that readers want. */
export function QRCode({ code, label }: { code: { size: number; path: string }; label: string }): ReactElement {
  const margin = 4;
  const side = code.size + 2 * margin;
  return (
    <svg className="qr-code" viewBox={`${-margin} ${-margin} ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={code.path} />
    </svg>
  );
}
