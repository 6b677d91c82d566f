#!/usr/bin/env python3
"""Writes a man page for andu and one for each of its commands, from what the program says of itself.

usage: make_man_pages.py ANDU FOLDER
"""
import json
import os
import subprocess
import sys


def roff(text):
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in lines)


def names(argument):
    dashes = {"short": "-", "long": "--", "longWithSingleDash": "-"}
    value = "" if argument["kind"] == "flag" else f" <{argument.get('valueName', 'value')}>"
    if argument["kind"] == "positional":
        return f"<{argument.get('valueName', 'argument')}>"
    return ", ".join(dashes[n["kind"]] + n["name"] for n in argument.get("names") or []) + value


def page(command, path, version, others):
    title = "-".join(path)
    arguments = [a for a in command.get("arguments") or [] if a.get("shouldDisplay", True)]
    out = [f'.TH "{title.upper()}" 1 "" "{version}"', ".SH NAME",
           f"{roff(title)} \\- {roff(command.get('abstract', ''))}", ".SH SYNOPSIS"]
    synopsis = [f".B {roff(' '.join(path))}"]
    for argument in arguments:
        text = roff(names(argument)) + ("..." if argument.get("isRepeating") else "")
        synopsis.append(f"[{text}]" if argument.get("isOptional") else text)
    if others:
        synopsis.append("<command>")
    out.append("\n".join(synopsis))
    if command.get("discussion"):
        out += [".SH DESCRIPTION", ".nf", roff(command["discussion"]), ".fi"]
    if arguments:
        out.append(".SH OPTIONS")
    for argument in arguments:
        out += [".TP", f".B {roff(names(argument))}"]
        text = argument.get("abstract", "")
        if argument.get("defaultValue") and argument["kind"] != "flag":
            text += f" (default: {argument['defaultValue']})"
        out.append(roff(text) or "\\&")
    if others:
        out.append(".SH COMMANDS")
        for other in others:
            out += [".TP", f".BR {roff(title + '-' + other['commandName'])} (1)",
                    roff(other.get("abstract", ""))]
    else:
        out += [".SH SEE ALSO", f".BR {path[0]} (1)"]
    return "\n".join(out) + "\n"


def main():
    andu, folder = sys.argv[1:]
    environment = dict(os.environ, LC_ALL="C.UTF-8")

    def say(*arguments):
        return subprocess.run([andu, *arguments], env=environment, check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    root = json.loads(say("--experimental-dump-help"))["command"]
    version = say("--version").strip()
    commands = [c for c in root.get("subcommands") or []
                if c["commandName"] != "help" and c.get("shouldDisplay", True)]
    os.makedirs(folder, exist_ok=True)
    pages = {"andu": page(root, ["andu"], version, commands)}
    for command in commands:
        path = ["andu", command["commandName"]]
        pages["-".join(path)] = page(command, path, version, [])
    for name, text in pages.items():
        with open(os.path.join(folder, name + ".1"), "w", encoding="utf-8") as file:
            file.write(text)


main()
