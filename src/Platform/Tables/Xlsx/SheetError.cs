namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>What a spreadsheet shows where a formula has no value.</summary>
internal static class SheetError
{
    /// <summary>Stands for a formula that no spreadsheet has computed yet.</summary>
    public const string NotComputed = "#CALC!";

    /// <summary>True when the text is an error of a spreadsheet, such as <c>#N/A</c>.</summary>
    public static bool Is(ReadOnlySpan<char> text) => !text.IsEmpty && text[0] == '#' && text is "#N/A" or "#REF!" or "#VALUE!" or "#NAME?"
        or "#DIV/0!" or "#NULL!" or "#NUM!" or "#SPILL!" or "#FIELD!" or "#GETTING_DATA" or "#BLOCKED!" or "#CONNECT!" or "#UNKNOWN!"
        or NotComputed;
}
