export { ReceivedScreen } from './received-screen.tsx';
