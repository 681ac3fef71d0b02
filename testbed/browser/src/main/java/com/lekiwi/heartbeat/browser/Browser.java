package com.lekiwi.heartbeat.browser;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium without a window, with an empty profile of its own that goes with it.
 * For one thread.
 */
public final class Browser implements AutoCloseable {

	/** What to tell whoever has none. */
	public static final String HOW_TO_GET_ONE = "install the packages chromium and chromium-driver";

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private final ChromeDriver driver;

	/**
	 * Starts one.
	 * @param width of its window, at least 500, in pixels
	 * @param height of its window
	 * @param more further arguments of Chromium
	 */
	public Browser(int width, int height, String... more) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--window-size=" + width + "," + height);
		options.addArguments(more);
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort().build(),
				options);
	}

	/**
	 * A browser whose pages are as wide as a phone, which a window cannot be.
	 * @param width of the page, in pixels
	 * @param height of the page
	 * @return the browser
	 */
	public static Browser phone(int width, int height) {
		Browser browser = new Browser(Math.max(500, width), height);
		browser.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", true));
		return browser;
	}

	/**
	 * Says whether there is a Chromium here.
	 * @return whether one can be started
	 */
	public static boolean isInstalled() {
		return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
	}

	/**
	 * Opens a page, and returns when it is loaded.
	 * @param url where it is
	 */
	public void open(URI url) {
		this.driver.get(url.toString());
	}

	/**
	 * For what is not here.
	 * @return Selenium's driver
	 */
	public ChromeDriver driver() {
		return this.driver;
	}

	/**
	 * What stands in an element.
	 * @param selector in CSS; the first that it finds counts
	 * @return the text that can be seen; empty without such an element
	 */
	public String text(String selector) {
		return read(selector, WebElement::getText).orElse("");
	}

	/**
	 * An attribute of an element.
	 * @param selector in CSS; the first that it finds counts
	 * @param name the attribute's
	 * @return its value; empty without it
	 */
	public Optional<String> attribute(String selector, String name) {
		return read(selector, element -> element.getDomAttribute(name));
	}

	/**
	 * Says whether an element can be seen.
	 * @param selector in CSS; the first that it finds counts
	 * @return whether there is one, and it is not hidden
	 */
	public boolean shows(String selector) {
		return read(selector, WebElement::isDisplayed).orElse(false);
	}

	/**
	 * Clicks on an element.
	 * @param selector in CSS; the first that it finds counts
	 */
	public void click(String selector) {
		this.driver.findElement(By.cssSelector(selector)).click();
	}

	/**
	 * Types into an element.
	 * @param selector in CSS; the first that it finds counts
	 * @param text what to type behind what stands there
	 */
	public void type(String selector, String text) {
		this.driver.findElement(By.cssSelector(selector)).sendKeys(text);
	}

	/**
	 * Puts other text into a field.
	 * @param selector in CSS; the first that it finds counts
	 * @param text what to put in the place of what stands there
	 */
	public void enter(String selector, String text) {
		type(selector, Keys.chord(Keys.CONTROL, "a") + Keys.DELETE + text);
	}

	/**
	 * Presses keys, one after the other, wherever the focus is.
	 * @param keys of Selenium's {@code Keys}, or letters
	 */
	public void press(CharSequence... keys) {
		for (CharSequence key : keys) {
			this.driver.switchTo().activeElement().sendKeys(key);
		}
	}

	/**
	 * The address of what is shown.
	 * @return a URL
	 */
	public String address() {
		return String.valueOf(this.driver.getCurrentUrl());
	}

	/**
	 * Runs a script in the page.
	 * @param script the body of a function; if it returns a promise, that is waited for
	 * @return what it returns: a {@code Boolean}, {@code Long}, {@code Double},
	 * {@code String}, {@code List} or {@code Map}
	 */
	public @Nullable Object run(String script) {
		return this.driver.executeScript(script);
	}

	/**
	 * Errors and warnings of the page's console since the last call.
	 * @return a line each
	 */
	public List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/** An element that goes while it is read counts as none. */
	private <T> Optional<T> read(String selector, Function<WebElement, @Nullable T> reading) {
		try {
			return Optional.ofNullable(reading.apply(this.driver.findElement(By.cssSelector(selector))));
		}
		catch (NoSuchElementException | StaleElementReferenceException ex) {
			return Optional.empty();
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
