// What the tests use of Node; Debian has no package with its types.
declare module "node:test" {
  export default function test(name: string, body: () => void | Promise<void>): void;
}

declare module "*.json" {
  const value: unknown;
  export default value;
}

declare module "node:assert/strict" {
  interface Assert {
    equal(actual: unknown, expected: unknown): void;
    deepEqual(actual: unknown, expected: unknown): void;
    ok(value: unknown): void;
  }
  const assert: Assert;
  export default assert;
}
