import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Composition roots: the only places that may touch the environment, the clock, the console and the exit code. */
const compositionRoots = ['**/main.ts', 'scripts/**', '**/*.test.ts', '**/*.worker.ts', 'fixtures/**'];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'data/**', 'demo-data/**', 'coverage/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', module: 'writable', require: 'readonly', URL: 'readonly' },
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 500, skipBlankLines: false, skipComments: false }],
      // `_name`: given or taken apart, and not needed.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: compositionRoots,
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'the environment is read in composition roots only' },
        { object: 'process', property: 'exit', message: 'only composition roots end the process' },
        { object: 'Date', property: 'now', message: 'pass a clock' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'pass a clock' },
      ],
    },
  },
);
