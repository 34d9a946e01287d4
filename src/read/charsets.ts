import iconv from "iconv-lite";

/** The charsets of iconv-lite, and one that it lacks. */

/**
 * 0x80 to 0xFF of the Arabic charset of old Macintosh systems, after Apple's mapping ARABIC.TXT at unicode.org (facts; no licence needed):
 * letters as in ISO 8859-6; signs and digits a second time, for use from right to left.
 */
const MAC_ARABIC = "Ä\u00a0ÇÉÑÖÜáàâäں«çéèêëí…îïñó»ôö÷úùûü !\"#$٪&'()*+،-./٠١٢٣٤٥٦٧٨٩:؛<=>؟❊ءآأؤإئابةتثجحخدذرزسشصضطظعغ[\\]^_ـفقكلمنهوىي\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652پٹچەڤگڈڑ{|}ژے";

iconv.encodingExists("utf-8"); // makes the list of encodings
const encodings = (iconv as unknown as { readonly encodings: Record<string, unknown> }).encodings;
encodings["xmacarabic"] = { type: "_sbcs", chars: MAC_ARABIC };
encodings["macarabic"] = "xmacarabic";

export const charsets = iconv;
