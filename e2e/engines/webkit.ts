import { Builder, By, Capabilities, Key } from 'selenium-webdriver';
import { DriverService } from 'selenium-webdriver/remote';
import { type Engine, WINDOW } from './engine';

/** WebKitGTK, whose engine is Safari's, through WebDriver. */
export async function startWebKit(driver: string): Promise<Engine> {
  const service = new DriverService.Builder(driver).setLoopback(true).setStdio('ignore').build();
  const browser = await new Builder()
    .usingServer(await service.start())
    .withCapabilities(new Capabilities().set('browserName', 'MiniBrowser'))
    .build();
  await browser
    .manage()
    .window()
    .setRect({ ...WINDOW, x: 0, y: 0 });
  const actions = () => browser.actions({ async: true });
  const at = (x: number, y: number) => ({ x: Math.round(x), y: Math.round(y), duration: 20 });
  return {
    open: (url) => browser.get(url),
    reload: () => browser.navigate().refresh(),
    run: (act, ...args) => browser.executeScript(act as never, ...args),
    move: (x, y) => actions().move(at(x, y)).perform(),
    click: (x, y) => actions().move(at(x, y)).click().perform(),
    type: (text) => actions().sendKeys(text.replaceAll('\n', Key.ENTER)).perform(),
    choose: (selector, path) => browser.findElement(By.css(selector)).sendKeys(path),
    screenshot: async () => Buffer.from(await browser.takeScreenshot(), 'base64'),
    close: async () => {
      await browser.quit();
      await service.kill();
    },
  };
}
