import { ReactElement, useState } from "react";
import { tell, tellUndoable } from "../lib/toast";
import { today } from "../lib/format";
import { Avatar, Badge, Copy } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Combobox, Option } from "../ui/Combobox";
import { DataGrid } from "../ui/DataGrid";
import { DateField } from "../ui/DatePicker";
import { Dialog } from "../ui/Dialog";
import { DiffView } from "../ui/DiffView";
import { AreaField, Check, PasswordField, Segments, SelectField, Switch, TextField } from "../ui/Field";
import { FileDrop } from "../ui/FileDrop";
import { FilterBar } from "../ui/FilterBar";
import { MatrixEditor } from "../ui/MatrixEditor";
import { Menu } from "../ui/Menu";
import { Peek } from "../ui/Peek";
import { PrintSheet } from "../ui/PrintSheet";
import { Empty, Notice, Skeleton } from "../ui/State";
import { Stepper } from "../ui/Stepper";
import { ViewTabs } from "../ui/Tabs";
import { Timeline } from "../ui/Timeline";
import { Tree } from "../ui/Tree";

interface Story {
  readonly name: string;
  readonly Show: () => ReactElement;
}

const choices = [{ value: "gold", label: "金卡" }, { value: "silver", label: "银卡" }, { value: "diamond", label: "钻石" }];

function Buttons(): ReactElement {
  return (
    <div className="row row-wrap">
      <Button>普通</Button><Button kind="primary" icon="plus">新建</Button><Button kind="danger" icon="trash-2">删除</Button><Button kind="quiet">安静</Button>
      <Button busy>忙</Button><Button disabled>不可用</Button><IconButton icon="pencil" label="编辑" /><Menu label="更多" items={[{ label: "编辑", icon: "pencil", act: () => tell("编辑") }, { label: "删除", icon: "trash-2", danger: true, apart: true, act: () => tellUndoable("已删除", () => tell("已撤销")) }]} />
    </div>
  );
}

function Fields(): ReactElement {
  const [text, setText] = useState("");
  const [day, setDay] = useState(today());
  const [isOn, setOn] = useState(true);
  const [option, setOption] = useState<Option>();
  const search = async (typed: string) => choices.filter((choice) => choice.label.includes(typed));
  return (
    <div className="form-grid">
      <TextField label="姓名" required value={text} onValue={setText} hint="与证件一致" />
      <TextField label="手机" value={text} onValue={setText} error="格式不正确" />
      <SelectField label="等级" value="gold" onValue={setText} choices={choices} />
      <DateField label="日期" value={day} onValue={setDay} />
      <Combobox label="远程选择" value={option} onValue={setOption} search={search} />
      <PasswordField label="密码" value={text} onValue={setText} />
      <AreaField label="备注" wide value={text} onValue={setText} />
      <div className="row row-wrap wide"><Check label="勾选" checked={isOn} onChecked={setOn} /><Switch label="开关" checked={isOn} onChecked={setOn} /><Segments label="等级" value={text || "gold"} onValue={setText} choices={choices} /></div>
    </div>
  );
}

function Grid(): ReactElement {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = Array.from({ length: 1000 }, (_, index) => ({ id: String(index), name: `客户 ${index}`, phone: `138****${String(1000 + index)}` }));
  return (
    <div className="split" style={{ height: 300 }}>
      <DataGrid label="一千行" rows={rows} id={(row) => row.id} selected={selected} onSelect={setSelected} columns={[{ id: "name", title: "姓名", width: "1fr", cell: (row) => row.name }, { id: "phone", title: "手机", width: "160px", cell: (row) => row.phone }]} />
    </div>
  );
}

function Filters(): ReactElement {
  const [values, setValues] = useState<Record<string, string>>({ level: "gold" });
  return <FilterBar filters={[{ id: "level", label: "等级", kind: "choices", choices }, { id: "day", label: "日期", kind: "days" }]} values={values} onChange={(id, value) => setValues((now) => ({ ...now, [id]: value ?? "" }))} />;
}

function Dialogs(): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return <>{isOpen && <Dialog title="确认" onClose={() => setOpen(false)} action={{ label: "确定", run: () => setOpen(false) }}>对话框</Dialog>}<Button onClick={() => setOpen(true)}>打开对话框</Button></>;
}

function Beside(): ReactElement {
  const [isOpen, setOpen] = useState(true);
  return (
    <div className="split" style={{ height: 220 }}>
      <div className="grow"><Button onClick={() => setOpen(true)}>打开侧栏</Button></div>
      {isOpen && <Peek title="林晚" onClose={() => setOpen(false)} foot={<Button kind="primary">打开</Button>}>列表旁的详情</Peek>}
    </div>
  );
}

function Printing(): ReactElement {
  const [isOn, setOn] = useState(false);
  return <>{isOn && <PrintSheet title="打印" onDone={() => setOn(false)}>一页纸</PrintSheet>}<Button icon="printer" onClick={() => setOn(true)}>打印</Button></>;
}

function Tabs(): ReactElement {
  const [tab, setTab] = useState("gold");
  return <ViewTabs label="视图" tabs={choices.map((choice) => ({ id: choice.value, label: choice.label }))} value={tab} onValue={setTab} />;
}

/** One story for each part. */
export const stories: readonly Story[] = [
  { name: "Button, IconButton, Menu", Show: Buttons },
  { name: "Field, DatePicker, Combobox", Show: Fields },
  { name: "DataGrid", Show: Grid },
  { name: "FilterBar", Show: Filters },
  { name: "ViewTabs", Show: Tabs },
  { name: "Dialog", Show: Dialogs },
  { name: "Peek", Show: Beside },
  { name: "PrintSheet", Show: Printing },
  { name: "Badge, Avatar, Copy", Show: () => <div className="row row-wrap"><Badge>普通</Badge><Badge tone="ok" icon="circle-check">成功</Badge><Badge tone="bad" icon="ban">拒绝</Badge><Badge tone="warn" icon="clock">等待</Badge><Badge tone="info">信息</Badge><Badge tone="vio">到店</Badge><Avatar name="林" /><Copy text="SH240559" /></div> },
  { name: "Notice", Show: () => <div className="stack"><Notice>信息</Notice><Notice kind="ok">成功</Notice><Notice kind="warn">提醒</Notice><Notice kind="bad">错误</Notice></div> },
  { name: "Timeline", Show: () => <Timeline items={[{ id: "1", at: new Date().toISOString(), icon: "pencil", what: "修改资料" }, { id: "2", at: new Date(0).toISOString(), icon: "user-round-plus", what: "建档" }]} /> },
  { name: "DiffView", Show: () => <DiffView rows={[{ name: "等级", before: "银卡", after: "金卡" }, { name: "备注", after: "周末来" }]} /> },
  { name: "MatrixEditor", Show: () => <MatrixEditor label="矩阵" head={["字段", "可读"]} groups={[{ id: "g", label: "客户", rows: [{ id: "r", label: "姓名", text: "姓名", cells: () => ["是"], isChanged: true }] }]} /> },
  { name: "Stepper", Show: () => <Stepper label="步骤" steps={["上传", "对应", "检查", "导入"]} current={1} /> },
  { name: "FileDrop", Show: () => <FileDrop accept={[".csv"]} mostBytes={1 << 20} onFile={(file) => tell(file.name)} hint="CSV，1 MiB 以内" /> },
  { name: "Tree", Show: () => <Tree label="机构" onChoose={tell} nodes={[{ id: "a", label: "集团", icon: "building-2", children: [{ id: "b", label: "静安院区", icon: "map-pin", children: [] }] }]} /> },
  { name: "Empty", Show: () => <Empty icon="users" title="还没有客户">您权限范围内的客户会显示在这里。</Empty> },
  { name: "Skeleton", Show: () => <Skeleton lines={3} /> },
];
