using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Api;

/// <summary>The one place where a failure becomes problem details (RFC 9457), in the reader's language.</summary>
public static class Problems
{
    /// <summary>
    /// The problem of a failure. Its member <c>faults</c> lists each fault of the input: <c>row</c>, <c>column</c>, <c>value</c>,
    /// <c>message</c>, <c>remedy</c>. The status is that of the kind unless given.
    /// </summary>
    public static IResult Of(Failure failure, Language language, int? status = null)
    {
        status ??= Show.Status(failure.Kind);
        var problem = new ProblemDetails
        {
            Type = $"/api#problem-{Code(failure.Kind)}",
            Title = Title(failure.Kind).In(language),
            Status = status,
            Detail = failure.Detail.In(language),
        };
        if (failure.Faults.Count > 0)
            problem.Extensions["faults"] = failure.Faults.Select(f => ProblemFault.Of(f, language)).ToList();
        return TypedResults.Problem(problem);
    }

    /// <summary>The answer of a call that changes something: 204 when it was done, else the problem.</summary>
    public static IResult OrDone(Failure? failure, HttpContext http)
        => failure is null ? TypedResults.NoContent() : Of(failure, http.Language());

    /// <summary>The code by which the reference explains a kind of problem.</summary>
    internal static string Code(FailureKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What a kind of problem means, in general.</summary>
    internal static Text Title(FailureKind kind) => kind switch
    {
        FailureKind.Invalid => new("入力に誤りがあります", "The input is wrong"),
        FailureKind.NotFound => new("見つかりません", "Not found"),
        FailureKind.Forbidden => new("この操作は許されていません", "Not allowed"),
        FailureKind.Conflict => new("ほかの変更と競合しました", "In conflict with another change"),
        FailureKind.Limit => new("上限を超えました", "Beyond a limit"),
        _ => new("いまは処理できません", "Not available just now"),
    };
}

/// <summary>A fault as the API writes it.</summary>
/// <param name="Row">The row counted from 1; null when the input has no rows.</param>
/// <param name="Column">The column or field; null when the whole row is meant.</param>
/// <param name="Value">The value as it was given; null when it is missing.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What would be right.</param>
public sealed record ProblemFault(int? Row, string? Column, string? Value, string Message, string Remedy)
{
    /// <summary>The fault in one language.</summary>
    public static ProblemFault Of(Fault fault, Language language)
        => new(fault.Row, fault.Column, fault.Value, fault.Message.In(language), fault.Remedy.In(language));
}
