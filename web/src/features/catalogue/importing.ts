import { dictionary } from "../../lib/i18n";

export const importingTexts = dictionary({
  title: ["从表格导入项目", "Services from a table"],
  drop: ["CSV 或 XLSX，最大 4 MiB；第一行是标题：编码、名称、分类、性质、执业范围、标价、时长", "CSV or XLSX, 4 MiB at most; the first row has the titles: code, name, category, nature, scope, price, minutes"],
  trying: ["正在检查", "Looking through it"],
  other: ["换一个文件", "Another file"],
  wouldCreate: ["将新建", "Would be made"],
  wouldChange: ["将更新", "Would be changed"],
  unchanged: ["没有变化", "Unchanged"],
  categories: ["将新建分类", "New categories"],
  failed: ["有错误", "With errors"],
  ignored: [(titles: string) => `未识别的列：${titles}`, (titles: string) => `Columns that are not understood: ${titles}`],
  hasErrors: ["请改正以下各行后重新上传；有错误时不会导入任何内容。", "Correct these rows and upload the table again: with an error nothing is brought in."],
  nothing: ["表格与现有项目一致，没有要导入的内容。", "The table says what is there already: there is nothing to bring in."],
  errors: ["出错的行", "Rows with errors"],
  row: ["行", "Row"],
  what: ["问题", "What is wrong"],
  apply: ["导入", "Bring in"],
  done: [(created: number, changed: number) => `已新建 ${created} 个，更新 ${changed} 个`, (created: number, changed: number) => `${created} made, ${changed} changed`],
});
