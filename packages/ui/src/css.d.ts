declare module '*.module.css' {
  /** The name of each class in the page, by its name in the file. */
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module '*.css';
