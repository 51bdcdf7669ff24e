/** What Cognito refuses and moto lets through: the commonest difference of all. */
export const refused = {
  paths: ['outcome'],
  ours: 'InvalidParameterException (400)',
  moto: 'answered',
  right: 'ours',
} as const;
