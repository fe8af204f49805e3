using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Directory.Store;

/// <summary>Writes what the directory exports.</summary>
internal static class Exports
{
    /// <summary>
    /// Writes a table. What the encoding cannot hold is a failure that names each character with its row and column, unless
    /// <paramref name="lossy"/> says that 〓 may stand in its place.
    /// </summary>
    public static Outcome<FaultList> Write(Stream stream, TableFormat format, TableContent content, bool lossy)
    {
        var written = TableWriter.Write(stream, format, content);
        return written.Succeeded && written.Value.Count > 0 && !lossy ? Lossy(written.Value) : written;
    }

    private static Failure Lossy(FaultList losses) => new(FailureKind.Invalid,
        new($"このファイル形式で書けない文字が {losses.Count:#,0} 件あります。何も書き出していません。",
            $"The file cannot hold {losses.Count:#,0} of the characters. Nothing was exported."), losses.Kept);
}
