using Microsoft.AspNetCore.Http;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark.Pages;

/// <summary>A file between its dry run and its confirmation: it travels with the form, so that nothing is kept before.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record Uploaded(string Name, byte[] Bytes)
{
    private const string NameField = "file-name";
    private const string BytesField = "file-bytes";

    /// <summary>The hidden fields that carry it.</summary>
    public IReadOnlyList<(string, string)> Fields => [(NameField, Name), (BytesField, Convert.ToBase64String(Bytes))];

    /// <summary>Reads an upload; fails when there is none or it is too large.</summary>
    public static async Task<Outcome<Uploaded>> ReadAsync(IFormFile? file, TableLimits limits, CancellationToken cancel)
    {
        if (file is null || file.Length == 0)
        {
            return new Failure(FailureKind.Invalid, new("ファイルがありません。", "A file is missing."),
                [new(new("ファイルが選ばれていません。", "No file is chosen."), new("ファイルを選んでください。", "Choose a file."), Column: "file")]);
        }

        if (file.Length > limits.Bytes)
            return TooLarge(limits);
        using var buffer = new MemoryStream((int)file.Length);
        await file.CopyToAsync(buffer, cancel);
        return new Uploaded(file.FileName, buffer.ToArray());
    }

    /// <summary>Reads <see cref="Fields"/>.</summary>
    public static Outcome<Uploaded> Read(IFormCollection form)
    {
        var text = form[BytesField].ToString();
        var bytes = new byte[text.Length / 4 * 3];
        return text.Length > 0 && Convert.TryFromBase64String(text, bytes, out var length)
            ? new Uploaded(form[NameField].ToString(), bytes[..length])
            : new Failure(FailureKind.Invalid, new("ファイルを読み取れませんでした。もう一度選んでください。", "The file could not be read. Choose it again."));
    }

    /// <summary>Reads the body of a call of the API, to its end or one byte beyond the limit.</summary>
    public static async Task<Outcome<Uploaded>> ReadAsync(HttpRequest request, string? name, TableLimits limits, CancellationToken cancel)
    {
        // Known to be so long, it needs its own room and no more.
        if (request.ContentLength is { } known && known <= limits.Bytes)
        {
            var bytes = new byte[known];
            await request.Body.ReadExactlyAsync(bytes, cancel);
            return new Uploaded(name ?? "", bytes);
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await request.Body.ReadAsync(chunk, cancel) is > 0 and var read)
        {
            if (buffer.Length + read > limits.Bytes)
                return TooLarge(limits);
            buffer.Write(chunk, 0, read);
        }

        return new Uploaded(name ?? "", buffer.ToArray());
    }

    private static Failure TooLarge(TableLimits limits)
        => new(FailureKind.Limit, new($"ファイルが大きすぎます（上限 {limits.Bytes / (1024 * 1024)} MiB）。", $"The file is too large (at most {limits.Bytes / (1024 * 1024)} MiB)."));
}
