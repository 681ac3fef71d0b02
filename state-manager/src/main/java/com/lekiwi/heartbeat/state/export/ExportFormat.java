package com.lekiwi.heartbeat.state.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** The forms that a file of robots can have. */
enum ExportFormat {

	/** Comma-separated values, with a header. */
	CSV("text/csv;charset=UTF-8;header=present") {
		@Override
		RobotWriter writer(OutputStream out, JsonMapper json) throws IOException {
			return new CsvRobots(out);
		}
	},

	/** A JSON object a line. */
	NDJSON("application/x-ndjson") {
		@Override
		RobotWriter writer(OutputStream out, JsonMapper json) {
			return new NdjsonRobots(out, json);
		}
	};

	/** For people. */
	static final String ALL = "csv or ndjson";

	private final String contentType;

	ExportFormat(String contentType) {
		this.contentType = contentType;
	}

	abstract RobotWriter writer(OutputStream out, JsonMapper json) throws IOException;

	MediaType mediaType() {
		return MediaType.parseMediaType(this.contentType);
	}

	String extension() {
		return name().toLowerCase(Locale.ROOT);
	}

	static @Nullable ExportFormat read(String name) {
		return Arrays.stream(values()).filter(format -> format.extension().equals(name)).findFirst().orElse(null);
	}

	/**
	 * Chooses what the client likes best.
	 * @param accept the header's values; none for anything
	 * @return the format
	 * @throws HttpMediaTypeNotAcceptableException if it accepts neither
	 */
	static ExportFormat accepted(List<String> accept) throws HttpMediaTypeNotAcceptableException {
		try {
			List<MediaType> likes = MediaType.parseMediaTypes(accept);
			MimeTypeUtils.sortBySpecificity(likes);
			for (MediaType like : likes.isEmpty() ? List.of(MediaType.ALL) : likes) {
				for (ExportFormat format : values()) {
					if (like.isCompatibleWith(format.mediaType()) && like.getQualityValue() > 0) {
						return format;
					}
				}
			}
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotAcceptableException("cannot read Accept: " + ex.getMessage());
		}
		throw new HttpMediaTypeNotAcceptableException(Arrays.stream(values()).map(ExportFormat::mediaType).toList());
	}

}
