import { verifyFolder } from './verify-folder.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: npm run verify -- <company folder>');
  process.exitCode = 2;
} else {
  const { lines, outcome } = await verifyFolder(folder);
  for (const line of lines) console.log(line);
  process.exitCode = { sound: 0, damaged: 1, unreadable: 2 }[outcome];
}
