package com.lekiwi.heartbeat.stack.state;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stores.Passwords;

/**
 * The passwords of a stack, drawn once and kept in a file that only its owner reads.
 *
 * @param service of the role that services connect as
 * @param superuser of PostgreSQL's superuser
 */
public record StackPasswords(String service, String superuser) {

	private static final String SERVICE = "postgres.lekiwi_admin";

	private static final String SUPERUSER = "postgres.superuser";

	/**
	 * Reads the passwords, and draws them where there are none.
	 * @param file where they are kept
	 * @return the passwords
	 */
	public static StackPasswords readOrDraw(Path file) {
		try {
			if (!Files.exists(file)) {
				draw(file);
			}
			Properties properties = new Properties();
			try (Reader reader = Files.newBufferedReader(file)) {
				properties.load(reader);
			}
			return new StackPasswords(required(properties, SERVICE, file), required(properties, SUPERUSER, file));
		}
		catch (IOException ex) {
			throw new StackException("Cannot read the passwords in " + file + ": " + ex.getMessage(), ex);
		}
	}

	private static void draw(Path file) throws IOException {
		Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.writeString(file,
				SERVICE + "=" + Passwords.random() + "\n" + SUPERUSER + "=" + Passwords.random() + "\n");
	}

	private static String required(Properties properties, String key, Path file) {
		String value = properties.getProperty(key);
		if (value == null) {
			throw new StackException(file + " does not hold " + key + "; ./heartbeat up --wipe starts afresh");
		}
		return value;
	}

	@Override
	public String toString() {
		return "StackPasswords[redacted]";
	}

}
