/** Items: the list with the form beside it. */
export { ItemsScreen } from './items-screen.tsx';
