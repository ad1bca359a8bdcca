import type { ReactElement } from "react";
import { Card, Page, PageHead } from "../ui/Page";
import { stories } from "./stories";

/** Every part by itself; development builds only, so its texts are Chinese alone. */
export default function LabPage(): ReactElement {
  return (
    <Page>
      <PageHead title="组件" count={`${stories.length}`} />
      <div className="page-body">
        <div className="lab">{stories.map((story) => <Card key={story.name} title={story.name}><story.Show /></Card>)}</div>
      </div>
    </Page>
  );
}
