export declare function check(): Promise<string>;
