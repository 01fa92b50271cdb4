package kiosk.server.ops;

/// Something that is wrong, in one sentence.
///
/// @param grave whether people cannot be served
/// @param sentence what
/// @param link the page that shows more; empty if none does
/// @param alert the alert to put away; 0 when it goes by itself once mended
public record Trouble(boolean grave, String sentence, String link, long alert) {}
