using System.Buffers;
using Microsoft.AspNetCore.Http;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Api;

/// <summary>The body of a request that carries answers: the table <c>item,answer</c> as CSV, or the same as JSON.</summary>
internal static class AnswerBody
{
    private const int Largest = 64 * 1024;

    /// <summary>Reads at most 64 KiB.</summary>
    public static async Task<Outcome<Answers>> ReadAsync(HttpRequest request, Questionnaire questionnaire, CancellationToken cancel)
    {
        var body = ArrayPool<byte>.Shared.Rent(Largest + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(body.AsMemory(0, Largest + 1), Largest + 1, throwOnEndOfStream: false, cancel);
            if (length > Largest)
                return TooLarge;
            var bytes = body.AsMemory(0, length);
            return request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true
                ? AnswerTable.Read(questionnaire, bytes)
                : AnswerSheet.ParseJson(questionnaire, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    /// <summary>The status of a failure to read: 413 for a body beyond the limit, else that of its kind.</summary>
    public static int? Status(Failure failure) => ReferenceEquals(failure, TooLarge) ? StatusCodes.Status413PayloadTooLarge : null;

    private static Failure TooLarge { get; } = new(FailureKind.Limit, new(
        $"本文が大きすぎます（上限 {Largest / 1024} KiB）。", $"The body is too large (at most {Largest / 1024} KiB)."));
}
