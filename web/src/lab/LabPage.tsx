import type { ReactElement } from "react";
import { Link, usePlace } from "../lib/router";
import { Card, Page, PageHead } from "../ui/Page";
import { calendarStories } from "./calendar/stories";
import { stories } from "./stories";

/** Every part by itself; development builds only, so its own texts are Chinese alone. What needs the whole page has an address of its own. */
export default function LabPage(): ReactElement {
  const { query } = usePlace();
  const name = query.get("story") ?? "";
  const Alone = calendarStories[name];
  if (Alone) return <Alone key={name} />;
  return (
    <Page>
      <PageHead title="组件" count={`${stories.length}`} />
      <div className="page-body">
        <div className="lab">
          <Card title="ResourceCalendar"><div className="row row-wrap">{Object.keys(calendarStories).map((one) => <Link key={one} className="button" to={`/lab?story=${one}`}>{one}</Link>)}</div></Card>
          {stories.map((story) => <Card key={story.name} title={story.name}><story.Show /></Card>)}
        </div>
      </div>
    </Page>
  );
}
