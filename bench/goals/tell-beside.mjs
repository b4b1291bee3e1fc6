// Loaded before the program, so that it tells what it uses.
import { tellParent } from './told.mjs';

tellParent(null);
