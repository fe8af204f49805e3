using System.Text;
using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>
/// Text as a file can hold it: cut where a cell ends, with 〓 for what its encoding lacks (in UTF-8 only halves of surrogate pairs
/// and U+0000, which no text file holds). Each loss is reported.
/// </summary>
internal sealed class WritableText(bool cp932, IReadOnlyList<string> headings, FaultList losses)
{
    private readonly StringBuilder replaced = new();

    /// <summary>The row being written, counted from 1.</summary>
    public int Row { get; set; } = 1;

    /// <summary>The text as it is to be written in a column counted from 0.</summary>
    public string Of(string text, int column)
    {
        text = Cut(text, column);
        var same = 0;
        while (same < text.Length && Held(text[same]) == text[same])
            same++;
        if (same == text.Length)
            return text;
        replaced.Clear().Append(text, 0, same);
        for (var i = same; i < text.Length; i++)
        {
            var pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (pair && !cp932)
            {
                replaced.Append(text, i++, 2);
            }
            else if (!pair && Held(text[i]) is { } held)
            {
                replaced.Append(held);
            }
            else
            {
                replaced.Append(Cp932.Missing);
                Report(column, text.Substring(i, pair ? 2 : 1));
                i += pair ? 1 : 0;
            }
        }

        return replaced.ToString();
    }

    /// <summary>The text up to the length of a cell.</summary>
    public string Cut(string text, int column)
    {
        var longest = TableLimits.Default.CellLength;
        if (text.Length <= longest)
            return text;
        losses.Add(new(new($"セルに入らない長さです({text.Length:#,0} 字)。", $"The text does not fit into a cell ({text.Length:#,0} characters)."),
            new($"{longest:#,0} 字で切りました。全文は画面か API で得られます。",
                $"It was cut to {longest:#,0} characters. The page and the API give it in full."),
            Row, NameOf(column), Cell.Excerpt(text)));
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }

    private char? Held(char c) => c == '\0' || char.IsSurrogate(c) ? null : cp932 ? Cp932.Map(c) : c;

    private void Report(int column, string character)
    {
        var code = character.Length == 2 ? char.ConvertToUtf32(character, 0) : character[0];
        var encoding = cp932 ? "CP932" : "UTF-8";
        losses.Add(new(
            new($"{encoding} で書けない文字 U+{code:X4} です。", $"{encoding} cannot hold the character U+{code:X4}."),
            new("〓 に置き換えました。UTF-8 の CSV か XLSX で書き出すとそのまま残ります。",
                "It was replaced by 〓. CSV in UTF-8 and XLSX keep it."),
            Row, NameOf(column), character));
    }

    private string NameOf(int column) => column < headings.Count ? headings[column] : ColumnName.Letters(column);
}
