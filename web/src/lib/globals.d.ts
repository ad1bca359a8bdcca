/** Set by the build: component stories and more checks in development. */
declare const __DEV__: boolean;

declare module "*.txt" {
  const text: string;
  export default text;
}
