declare module 'saxen' {
  type Context = () => { line: number; column: number; data: string };
  interface Hooks {
    openTag: (
      name: string,
      attributes: () => Record<string, string>,
      decode: (text: string) => string,
      selfClosing: boolean,
      context: Context,
    ) => void;
    closeTag: (name: string, decode: (text: string) => string, selfClosing: boolean, context: Context) => void;
    text: (value: string, decode: (text: string) => string, context: Context) => void;
    cdata: (value: string, context: Context) => void;
    error: (error: Error, context: Context) => void;
    warn: (warning: Error, context: Context) => void;
    comment: (value: string, decode: (text: string) => string, context: Context) => void;
    attention: (value: string, decode: (text: string) => string, context: Context) => void;
    question: (value: string, context: Context) => void;
  }
  export class Parser {
    constructor(options?: { proxy?: boolean });
    on<K extends keyof Hooks>(event: K, hook: Hooks[K]): this;
    parse(xml: string): this;
    stop(): void;
  }
}
