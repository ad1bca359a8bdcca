import { dictionary, Dictionary } from "../../lib/i18n";

type Words = Dictionary<Record<string, readonly [string, string]>>;

export const keyPurposes: Words = dictionary({ data: ["数据密钥", "Data key"], index: ["搜索索引密钥", "Search key"], audit: ["审计密钥", "Audit key"] });

export const keyStates: Words = dictionary({ active: ["使用中", "Active"], filling: ["准备中", "Filling"], retiring: ["退役中", "Retiring"], destroyed: ["已销毁", "Destroyed"] });

export const suites: Words = dictionary({ aes256gcm: ["AES-256-GCM", "AES-256-GCM"], sm4: ["国密 SM4 + SM3", "SM4 with SM3"] });

export const rotationKinds: Words = dictionary({ data: ["数据密钥", "Data key"], index: ["搜索索引密钥", "Search key"], customer: ["客户密钥", "Customers’ keys"] });

export const rotationHelp: Words = dictionary({
  data: ["换掉包裹客户密钥的密钥；最快，不改动客户数据。", "The key that wraps customers’ keys; the quickest, no customer’s data is touched."],
  index: ["换掉搜索标记的密钥，重新计算全部搜索标记。", "The key of search tokens; all of them are made anew."],
  customer: ["换掉每位客户的两把密钥，并重新加密全部内容；最久。", "Both keys of every customer, with everything sealed anew; the longest."],
});

export const phases: Words = dictionary({
  settle: ["等待各服务器换新", "Waiting for all servers"], walk: ["逐位客户处理", "Walking through customers"], drain: ["等待旧的读写结束", "Waiting for old work to end"], sweep: ["收尾", "Sweeping"], done: ["完成", "Done"],
});

export const encryptionTexts = dictionary({
  title: ["加密与密钥", "Encryption"],
  about: ["页面和接口都拿不到密钥本身，只有状态。", "No page and no answer holds a key: only how they stand."],
  state: ["密钥状态", "State of the keys"],
  suite: ["加密套件", "Cipher suite"],
  root: ["根密钥标识", "Root key"],
  frozen: [(reason: string) => `密钥已冻结：${reason}`, (reason: string) => `The keys are frozen: ${reason}`],
  thawAsked: ["已有一名操作员申请解冻，还须另一名确认。", "One operator asked for the thaw; it takes another."],
  purpose: ["用途", "Purpose"],
  version: ["版本", "Version"],
  status: ["状态", "State"],
  count: ["使用中的条目", "Under it"],
  created: ["建立时间", "Created"],
  counting: ["统计条目", "Count"],
  rotations: ["密钥轮换", "Rotations"],
  rotate: ["开始轮换", "Begin a rotation"],
  kind: ["轮换什么", "What"],
  pace: ["每秒最多处理客户数", "Customers a second at most"],
  paceHelp: ["越大越快，也越占用数据库；默认 200", "More is quicker and heavier for the database; 200 by default"],
  paceBad: ["请填 1 到 100000 的整数", "A whole number from 1 to 100,000"],
  rotateAbout: ["在后台进行，期间照常使用；完成后旧密钥销毁，不能撤销。", "It runs in the background while everybody works; at its end the old key is destroyed. It cannot be undone."],
  begun: ["轮换已开始", "The rotation began"],
  noRotations: ["还没有轮换过", "Never rotated yet"],
  noRotationsHelp: ["建议每年轮换一次，或在怀疑泄露时立即轮换。", "Once a year, or at once when a leak is suspected."],
  progress: ["进度", "Progress"],
  progressOf: [(done: string, total: string) => `${done} / ${total}`, (done: string, total: string) => `${done} of ${total}`],
  versions: [(from: number, to: number) => `第 ${from} 版 → 第 ${to} 版`, (from: number, to: number) => `version ${from} → ${to}`],
  began: ["开始", "Began"],
  finished: ["完成", "Finished"],
  done: ["已完成", "Done"],
  canaries: ["诱饵客户", "Canary customers"],
  canariesAbout: ["无人服务的虚构客户。任何人打开他的资料都会触发告警，列表和搜索里看到也算，所以这里只列编号。", "Customers who were made up and whom nobody serves. Whoever opens one raises an alarm, in a list or a search too: so they stand here by number alone."],
  add: ["设为诱饵", "Make a canary"],
  addAbout: ["请选一位姓名和电话都是虚构的客户，最好放在没有人会去看的院区。", "Choose a customer whose name and phone were made up, best in a branch where nobody looks."],
  find: ["客户", "Customer"],
  findByNumber: ["客户号，例如 #1024", "The customer’s number, as #1024"],
  findByText: ["姓名、手机尾号或客户号。搜索结果里若有别的诱饵，也会触发告警。", "Name, last four digits or number. Another canary among the results raises the alarm as well."],
  added: ["已设为诱饵", "A canary now"],
  remove: ["取消诱饵", "No canary any more"],
  removeAbout: [(name: string) => `${name} 不再是诱饵，打开他不再触发告警。`, (name: string) => `${name} is a canary no longer; opening him raises no alarm.`],
  removed: ["已取消诱饵", "No canary any more"],
  customer: ["客户", "Customer"],
  branch: ["院区", "Branch"],
  since: ["设立时间", "Since"],
  actions: ["操作", "Actions"],
  unseen: ["看不到的客户", "Out of your sight"],
  noCanaries: ["还没有诱饵客户", "No canaries yet"],
  noCanariesHelp: ["设几位诱饵客户，可以及早发现有人成批翻看客户资料。", "A few of them show early when somebody leafs through customers."],
});
