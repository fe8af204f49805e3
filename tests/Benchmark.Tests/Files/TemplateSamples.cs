using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Files;

/// <summary>Workbooks as a respondent leaves them: only cells of the column of answers are changed.</summary>
internal static class TemplateSamples
{
    private const string QuestionsPart = "xl/worksheets/sheet2.xml";
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The template filled with answers.</summary>
    public static byte[] Filled(byte[] template, Language language, Answers answers)
        => Typed(template, i => answers[i].IsUnknown ? (language == Language.Ja ? "不明" : "unknown") : answers[i].ToString());

    /// <summary>The template with what was typed for each item; nothing where it is empty. Digits become numbers, as in a spreadsheet.</summary>
    public static byte[] Typed(byte[] template, Func<int, string> typed)
        => Edited(template, QuestionsPart, sheet =>
        {
            foreach (var cell in sheet.Descendants(Main + "c"))
            {
                var name = cell.Attribute("r")!.Value;
                if (name[0] != 'F' || name == "F1")
                    continue;
                var item = cell.Parent!.Elements(Main + "c").Single(c => c.Attribute("r")!.Value == $"B{name[1..]}").Value;
                if (typed(ShippedRules.Current.Questionnaire.IndexOf(item)!.Value) is not { Length: > 0 } text)
                    continue;
                if (text.All(char.IsAsciiDigit))
                {
                    cell.Add(new XElement(Main + "v", text));
                }
                else
                {
                    cell.SetAttributeValue("t", "inlineStr");
                    cell.Add(new XElement(Main + "is", new XElement(Main + "t", text)));
                }
            }
        });

    /// <summary>A file with one part changed.</summary>
    public static byte[] Edited(byte[] file, string path, Action<XElement> edit)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            XElement root;
            using (var part = zip.GetEntry(path)!.Open())
                root = XElement.Load(part);
            edit(root);
            zip.GetEntry(path)!.Delete();
            using var changed = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
            changed.Write(Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)));
        }

        return stream.ToArray();
    }
}
