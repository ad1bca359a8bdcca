import { KeyboardEvent, ReactElement, ReactNode, useRef } from "react";
import { Icon } from "./Icon";

export interface TreeNode {
  readonly id: string;
  readonly label: ReactNode;
  readonly icon: string;
  readonly isClosed?: boolean;
  readonly children: readonly TreeNode[];
}

/** A tree that is always open: organisations are shallow. */
export function Tree({ label, nodes, current, onChoose }: { label: string; nodes: readonly TreeNode[]; current?: string | undefined; onChoose: (id: string) => void }): ReactElement {
  const ref = useRef<HTMLElement>(null);
  const key = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items = [...(ref.current?.querySelectorAll<HTMLElement>(".tree-item") ?? [])];
    items[items.indexOf(document.activeElement as HTMLElement) + step]?.focus();
  };
  return (
    <nav className="tree" aria-label={label} ref={ref} onKeyDown={key}>
      <Branches nodes={nodes} current={current} onChoose={onChoose} />
    </nav>
  );
}

function Branches({ nodes, current, onChoose }: { nodes: readonly TreeNode[]; current?: string | undefined; onChoose: (id: string) => void }): ReactElement {
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.id}>
          <button type="button" className="tree-item" aria-current={node.id === current ? "true" : undefined} onClick={() => onChoose(node.id)}>
            <Icon icon={node.icon} />
            <span className={node.isClosed ? "clip tree-closed" : "clip"}>{node.label}</span>
          </button>
          {node.children.length > 0 && <Branches nodes={node.children} current={current} onChoose={onChoose} />}
        </li>
      ))}
    </ul>
  );
}
