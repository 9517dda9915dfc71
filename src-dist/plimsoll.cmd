@echo off
rem Starts Plimsoll on Windows. In a checkout it builds when the jars are missing; delete src-dist\target to build anew.
setlocal
set "here=%~dp0"
set "lib=%here%lib"
if not exist "%lib%" set "lib=%here%target\lib"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version 2>&1 | findstr /r /c:"version \"25" >nul || (
  echo Plimsoll needs a JDK 25. Install Temurin 25 from adoptium.net and set JAVA_HOME. 1>&2
  exit /b 2
)
if not exist "%lib%" (
  echo Building Plimsoll... 1>&2
  call mvn -B -q -f "%here%..\pom.xml" -Dquick -Dmaven.test.skip=true package 1>&2 || exit /b 1
)
"%java%" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true -cp "%lib%\*" dev.plimsoll.app.Main %*
exit /b %errorlevel%
