import { openPage } from './page.ts';

void openPage();
