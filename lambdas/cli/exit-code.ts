/** How a command ends: `due` where there is something left for a person to have done; the commands' helps say what. */
export const exit = { done: 0, error: 1, due: 2 } as const;
