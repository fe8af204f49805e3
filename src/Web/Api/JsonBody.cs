using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Sakimori.Kernel;

namespace Sakimori.Web.Api;

/// <summary>Reads the body of an API call, and says where it is wrong.</summary>
public static class JsonBody
{
    /// <summary>The longest body that is read, in bytes.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>The document, or a failure whose fault names the JSON path.</summary>
    public static async Task<Outcome<T>> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        if (http.Request.ContentLength > Longest)
            return new Failure(FailureKind.Limit, new($"本文は {Longest / 1024} KiB までです。", $"The body may have {Longest / 1024} KiB at most."));
        try
        {
            using var body = new MemoryStream();
            var buffer = new byte[8192];
            for (int read; (read = await http.Request.Body.ReadAsync(buffer, cancel)) > 0;)
            {
                body.Write(buffer, 0, read);
                if (body.Length > Longest)
                    return new Failure(FailureKind.Limit, new($"本文は {Longest / 1024} KiB までです。", $"The body may have {Longest / 1024} KiB at most."));
            }

            return JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), type) is { } document ? document : Unreadable(null);
        }
        catch (JsonException wrong)
        {
            return Unreadable(wrong.Path);
        }
    }

    private static Failure Unreadable(string? path) => new(FailureKind.Invalid, new("本文を読めません。", "The body cannot be read."),
        [new(new("この値は読めません。", "This cannot be read."), new("API リファレンス（/api）の形の JSON を送ってください。", "Send JSON as the reference at /api shows it."), Column: path)]);
}
