using System.Buffers;
using Sakimori.Kernel;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>
/// Reads the rows of a sheet (ECMA-376 part 1, 18.3). A merged area holds its value in its first cell, as the file does; a formula
/// gives the value that the spreadsheet computed last.
/// </summary>
internal sealed class SheetReader(Xml xml, TableBuilder table, Segments<Slice> strings, NumberFormats formats, TableLimits limits)
{
    private const int MostRows = 1_048_576;
    private readonly ArrayBufferWriter<char> content = new();
    private int row;

    /// <summary>Reads to the end of the sheet's data; what follows (filters, merged areas, controls) is no table.</summary>
    public Outcome<Table> Read(Text name)
    {
        var inRow = false;
        while (xml.Next() && !(xml.IsEnd && xml.Name == "sheetData"))
        {
            if (xml.Name == "row" && xml.IsStart)
            {
                var number = xml.Attribute("r") is null ? row + 1 : xml.Number("r") ?? 0;
                if (number <= row || number > MostRows)
                    throw new InvalidDataException("The rows of the sheet are out of order.");
                row = number;
                table.BeginRow(row);
                inRow = !xml.IsEmpty;
            }
            else if (xml.Name == "c" && xml.IsStart && inRow)
            {
                if (ReadCell() is { } failure)
                    return failure;
            }
            else if (xml.Name == "row" && xml.IsEnd && inRow)
            {
                inRow = false;
                if (!table.EndRow())
                    return table.Stopped!;
            }
        }

        return table.Build(name, new("シートのセル", "cells of the sheet"));
    }

    private Failure? ReadCell()
    {
        var column = xml.Attribute("r") is { } reference ? ColumnName.Of(reference) : table.Column;
        var (type, style) = (xml.Attribute("t"), xml.Number("s") ?? 0);
        if (xml.IsEmpty)
            return null;
        var hasValue = ReadContent(type);
        if (content.WrittenCount == 0)
            return null;
        if (column is null || (column < table.Column && column < limits.Columns))
            return Damage(column ?? table.Column,
                new("セルの位置が正しくありません。", "The cell has no proper place in the sheet."));
        while (table.Column < column && table.Column < limits.Columns)
        {
            if (!table.Add(default))
                return table.Stopped;
        }

        if (!hasValue || type is "e" or "str")
            return Add(table.Keep(content.WrittenSpan));
        if (type != "s")
            return Add(table.Keep(formats.Shown(content.WrittenSpan, type, style)));
        return int.TryParse(content.WrittenSpan, out var index) && index >= 0 && index < strings.Count
            ? Add(strings[index])
            : Damage(table.Column, new("ブックにない文字列を指しています。", "The cell refers to a text that the workbook does not hold."));
    }

    private Failure? Add(Slice cell) => table.Add(cell) ? null : table.Stopped;

    // Fills `content`; true when it comes from <v>, which the cell's type interprets, false when it is text already.
    private bool ReadContent(string? type)
    {
        content.ResetWrittenCount();
        var outer = xml.Depth;
        bool hasFormula = false, hasValue = false, inValue = false;
        while (xml.Next() && !(xml.IsEnd && xml.Depth == outer))
        {
            if (xml is { IsStart: true, Name: "is" })
            {
                xml.CollectText(content, limits.CellLength);
            }
            else if (xml.IsStart)
            {
                hasFormula |= xml.Name == "f";
                inValue = xml is { Name: "v", IsEmpty: false };
                hasValue |= inValue;
            }
            else if (xml.IsEnd)
            {
                inValue = false;
            }
            else if (inValue && xml.Characters is { } characters && content.WrittenCount <= limits.CellLength)
            {
                if (type == "str")
                    EscapedText.Decode(characters, content);
                else
                    content.Write(characters);
            }
        }

        if (hasFormula && !hasValue && content.WrittenCount == 0)
            content.Write(SheetError.NotComputed);
        return hasValue;
    }

    private Failure Damage(int column, Text what) => new(FailureKind.Invalid,
        new("XLSX ファイルが壊れています。", "The XLSX file is damaged."),
        [new(what, new("Excel で開いて保存し直してください。", "Open the file in a spreadsheet and save it again."), row, table.NameOf(column))]);
}
