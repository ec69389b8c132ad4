// The classes of a module by their names; test/looks.test.ts holds that each name there is in the file.
declare module '*.css';
