export async function defectTable(_print: (line: string) => void): Promise<number> { return 0; }
